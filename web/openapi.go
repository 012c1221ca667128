package web

import (
	"encoding/json"
	"net/http"
	"strings"

	"github.com/spf13/pflag"

	"parley/ask"
	"parley/lang"
)

// openapi describes the addresses of the data for programs: an OpenAPI 3.1
// document, made from the same questions and flags as everything else. It says
// nothing of the case.
func (s *Server) openapi(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	e := json.NewEncoder(w)
	e.SetIndent("", " ")
	e.Encode(s.description())
}

type object = map[string]any

// description is the OpenAPI document.
func (s *Server) description() object {
	paths := object{}
	for _, q := range questions() {
		paths["/"+q.Name+".json"] = object{"get": operation(q, "application/json", reference("Answer"))}
		paths["/"+q.Name+".csv"] = object{"get": operation(q, "text/csv", object{"type": "string"})}
	}
	return object{
		"openapi": "3.1.0",
		"info":    object{"title": "Parley", "version": s.Version, "description": "The answers of a case as data. The reader and the day are parameters; what a reader may not know is in no answer."},
		"paths":   paths,
		"components": object{
			"schemas":    schemas,
			"parameters": stateParameters(),
			"responses":  object{"Wrong": inWords("What was asked cannot be read, or asks something back."), "Missing": inWords("There is no such thing, or it is not for this reader.")},
		},
	}
}

func inWords(description string) object {
	return object{"description": description, "content": object{"text/plain": object{"schema": object{"type": "string"}}}}
}

// reference leads to a schema of the document.
func reference(name string) object { return object{"$ref": "#/components/schemas/" + name} }

// operation describes one address.
func operation(q *ask.Question, media string, schema object) object {
	var parameters []object
	for _, name := range stateNames {
		if name != "theme" {
			parameters = append(parameters, object{"$ref": "#/components/parameters/" + name})
		}
	}
	if name := argument(q); name != "" {
		parameters = append(parameters, object{"name": name, "in": "query", "description": q.Use, "schema": object{"type": "array", "items": object{"type": "string"}, "maxItems": q.Most}})
	}
	flags(q).VisitAll(func(f *pflag.Flag) { parameters = append(parameters, parameter(f)) })
	parameters = append(parameters, object{"name": "rows", "in": "query", "description": "the table of this schema alone", "schema": object{"type": "string"}},
		object{"name": "nth", "in": "query", "description": "which of several tables of that schema, from 1", "schema": object{"type": "integer", "minimum": 1}})
	return object{
		"operationId": q.Name + strings.TrimPrefix(media[strings.Index(media, "/"):], "/"),
		"summary":     q.Short,
		"parameters":  parameters,
		"responses": object{
			"200": object{"description": q.Short, "content": object{media: object{"schema": schema}}},
			"400": object{"$ref": "#/components/responses/Wrong"},
			"404": object{"$ref": "#/components/responses/Missing"},
		},
	}
}

// parameter describes a flag.
func parameter(f *pflag.Flag) object {
	_, usage := pflag.UnquoteUsage(f)
	schema := object{"type": "string"}
	switch f.Value.Type() {
	case "bool":
		schema["type"] = "boolean"
	case "int":
		schema["type"] = "integer"
	case "stringSlice", "stringArray":
		schema = object{"type": "array", "items": object{"type": "string"}}
	}
	return object{"name": f.Name, "in": "query", "description": usage, "schema": schema}
}

// stateParameters are those that every address has.
func stateParameters() object {
	out := object{}
	for name, words := range map[string]string{
		"as":             "the reader: public, case, side:PARTY, caucus:PARTY/NAME, mediator or all; no more than the server allows",
		"as-of":          "what was known by the end of this day: a date, today, the id of a round, or r6+3d",
		"recorded-as-of": "what the file said on this day",
	} {
		out[name] = object{"name": name, "in": "query", "description": words, "schema": object{"type": "string"}}
	}
	out["lang"] = object{"name": "lang", "in": "query", "description": "the language of what is said", "schema": object{"type": "string", "enum": []string{string(lang.English), string(lang.Korean)}}}
	return out
}

func typed(kind string) object { return object{"type": kind} }

func listOf(item object) object { return object{"type": "array", "items": item} }

func record(required string, properties object) object {
	return object{"type": "object", "required": strings.Fields(required), "properties": properties}
}

// schemas are the forms of answers; package data says what is in their cells.
var schemas = object{
	"Answer": object{"oneOf": []object{reference("List"), reference("Text")}},
	"List": record("schema lang from rows", object{"schema": typed("string"), "lang": typed("string"), "from": reference("From"),
		"rows": listOf(reference("Row")), "tables": listOf(reference("Table")), "notes": listOf(reference("Note"))}),
	"Text": record("schema lang from sentences", object{"schema": typed("string"), "lang": typed("string"), "from": reference("From"),
		"sentences": listOf(reference("Sentence")), "tables": listOf(reference("Table")), "notes": listOf(reference("Note"))}),
	"From": record("reader as_of digest", object{"case": typed("string"), "reader": typed("string"), "as_of": typed("string"),
		"recorded_as_of": typed("string"), "latest": typed("boolean"), "digest": typed("string")}),
	"Table": record("schema rows", object{"schema": typed("string"), "rows": listOf(reference("Row"))}),
	"Row":   object{"type": "object", "additionalProperties": object{"anyOf": []object{typed("null"), typed("string"), typed("number"), typed("boolean"), listOf(typed("string")), reference("Amount")}}},
	"Amount": record("currency value printed", object{"currency": typed("string"), "value": typed("string"), "printed": typed("string"),
		"lo": typed("string"), "hi": typed("string"), "high": typed("string"), "approx": typed("boolean")}),
	"Sentence": record("key text rests_on", object{"key": typed("string"), "text": typed("string"), "rests_on": listOf(typed("string")),
		"number": typed("integer"), "weak": typed("string"), "ours": typed("boolean"), "runs": listOf(reference("Run"))}),
	"Run":   record("text", object{"text": typed("string"), "link": typed("string"), "rests_on": listOf(typed("string")), "badge": typed("boolean")}),
	"Note":  record("id text", object{"id": typed("string"), "text": typed("string"), "words": listOf(reference("Words"))}),
	"Words": record("text", object{"text": typed("string"), "lang": typed("string"), "speaker": typed("boolean"), "source": typed("string"), "line": typed("integer")}),
}
