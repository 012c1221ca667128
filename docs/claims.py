# All claims of a case, one a line:  parley export json --as all | python3 claims.py
import json, sys

case = json.load(sys.stdin)
items = [item for file in case["files"] for item in file["items"]]
for claim in (item for item in items if item.get("kind") == "claim"):
    row, words = [""] * 5, []
    for line in claim["lines"]:
        if line.get("field") != "that":
            continue
        that = line["value"]
        if "words" in that:
            words.append(line.get("lang", "") + ": " + that["words"])
            continue
        v = that["value"]
        amount, percent = v.get("amount"), v.get("percent")
        shown = v.get("option") or v.get("words") or v.get("state")
        shown = amount["currency"] + " " + amount["value"] if amount else percent["printed"] if percent else shown
        row = [that["party"], that["verb"], that["issue"], that["rel"], shown]
    print("\t".join([claim["id"], *row, *words]))
