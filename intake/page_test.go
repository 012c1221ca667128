package intake_test

import (
	"bytes"
	"encoding/base64"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/korean"

	"parley/date"
	"parley/intake"
)

func seoul(t testing.TB) *time.Location {
	z, err := date.Zone("Asia/Seoul")
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// fillers are paragraphs long enough for an article to be told from its frame.
const filler = "The two delegations met for a second day in the capital, and neither would say how far apart they remain on the amount to be paid, its growth and the term."

const englishPage = `<!doctype html><html lang="en-GB"><head><title>Talks stall | The Harbour Post</title>
<meta property="og:site_name" content="The Harbour Post"><meta property="og:title" content="Talks stall">
<link rel="canonical" href="https://post.example/a/1"><script>evil("$9 billion")</script><style>p{}</style>
<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"Talks stall over dues","datePublished":"2024-03-02T08:30:00+09:00","author":[{"name":"A. Writer"}]}]}</script>
</head><body><nav><a href="/">Home</a> Subscribe now</nav><div class="sidebar"><ul><li>Most read</li></ul></div>
<article><h1>Talks stall over dues</h1><p>` + filler + `</p><p>“We will not
 hurry,” she said   on&nbsp;Friday.<script>more()</script></p><p>` + filler + ` Again.</p>
<blockquote>Not a &lt;b&gt; less.</blockquote><p>` + filler + ` And again.</p></article>
<footer>All rights reserved</footer></body></html>`

func TestASavedPageBecomesItsArticle(t *testing.T) {
	got, err := intake.Read("saved.html", []byte(englishPage), seoul(t))
	if err != nil {
		t.Fatal(err)
	}
	text := got.Text
	got.Text = ""
	want := intake.Page{Title: "Talks stall over dues", Publisher: "The Harbour Post", Author: "A. Writer", Published: "2024-03-02T08:30 Asia/Seoul", URL: "https://post.example/a/1", Language: "en"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	for _, line := range []string{filler, "“We will not hurry,” she said on Friday.", "Not a <b> less."} {
		if !strings.Contains("\n"+text, "\n"+line+"\n") {
			t.Errorf("no line %q in\n%s", line, text)
		}
	}
	for _, not := range []string{"evil", "more()", "Subscribe", "Most read", "rights reserved", "p{}"} {
		if strings.Contains(text, not) {
			t.Errorf("%q is in\n%s", not, text)
		}
	}
}

const koreanPage = `<html><head><meta http-equiv="Content-Type" content="text/html; charset=euc-kr"><title>협상 난항</title>
<meta name="date" content="2024.03.02 09:00"></head><body><div id="article"><p>양측은 이틀째 회의를 열었으나 분담금 규모를 두고 입장 차이를 좁히지 못했다고 외교부가 밝혔다.</p>
<p>그는 지난 1일 “약 1조 400억 원은 어렵다”고 말했다. 양측은 차기 회의 일정을 협의하기로 했으며, 장소는 정해지지 않았다. 똠방각하.</p></div></body></html>`

func TestAPageInTheCodeOfKoreanWindowsIsRead(t *testing.T) {
	old, err := korean.EUCKR.NewEncoder().String(koreanPage)
	if err != nil {
		t.Fatal(err)
	}
	for name, page := range map[string]string{"said": old, "unsaid": strings.Replace(old, "charset=euc-kr", "", 1)} {
		got, err := intake.Read("a.htm", []byte(page), seoul(t))
		if err != nil {
			t.Fatal(err)
		}
		if got.Title != "협상 난항" || got.Published != "2024-03-02" || got.Language != "ko" || !strings.Contains(got.Text, "“약 1조 400억 원은 어렵다”고") || !strings.Contains(got.Text, "똠방각하") {
			t.Errorf("%s: got %+v", name, got)
		}
	}
}

func TestAPageArchiveIsUnpacked(t *testing.T) {
	head := "From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----b\"\r\n\r\n"
	quoted := "------b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + strings.ReplaceAll(englishPage, "=", "=3D") + "\r\n------b--\r\n"
	coded := "------b\r\nContent-Type: image/png\r\n\r\nx\r\n------b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.StdEncoding.EncodeToString([]byte(englishPage)) + "\r\n------b--\r\n"
	for _, body := range []string{quoted, coded} {
		got, err := intake.Read("a.mhtml", []byte(head+body), seoul(t))
		if err != nil || got.Title != "Talks stall over dues" || !strings.Contains(got.Text, "“We will not hurry,”") {
			t.Errorf("got %+v, %v", got, err)
		}
	}
}

func TestATextIsKeptAsItIs(t *testing.T) {
	for in, want := range map[string]string{
		"\ufeffone\r\n\r\n  two  \r\n": "one\n\n  two\n",
		"\xff\xfeA\x00\xb0\xc6":        "A우\n",
		"\xc7\xd1\xb1\xb9":             "한국\n",
		"<p>not a page":                "<p>not a page\n",
	} {
		got, err := intake.Read("", []byte(in), nil)
		if err != nil || got.Text != want {
			t.Errorf("%q: got %q, %v", in, got.Text, err)
		}
	}
}

func TestWhatCannotBeKeptIsRefusedWithAReason(t *testing.T) {
	for _, c := range []struct {
		name, data, reason string
	}{
		{"", "", "empty"},
		{"", " \n\t\n", "empty"},
		{"", strings.Repeat("a line\n", 400_000), "too-large"},
		{"a.txt", strings.Repeat("x", intake.MaxPage+1), "too-large"},
		{"a.png", "\x89PNG\r\n\x1a\n\x00\x00\xff\xff", "not-text"},
		{"", "a\x00b", "not-text"},
		{"a.html", "<html><script>1</script></html>", "no-article"},
		{"a.mht", "MIME-Version: 1.0\n", "no-article"},
		{"a.html", strings.Repeat("<div>", 10_000) + "x", "no-article"},
	} {
		_, err := intake.Read(c.name, []byte(c.data), nil)
		var e *intake.Error
		if !errors.As(err, &e) || e.Reason != c.reason {
			t.Errorf("%s %.20q: got %v, want %s", c.name, c.data, err, c.reason)
		}
	}
}

func TestALargePageIsReadInBoundedTime(t *testing.T) {
	for _, piece := range []string{"<p>", "<b><i>x</b></i>", "<table><tr><td>a", "<div>a, b, c</div>", "&amp;", "<svg><title>x"} {
		page := "<html><body>" + strings.Repeat(piece, 10_000) + "</body></html>"
		got, err := intake.Read("a.html", []byte(page), nil)
		if err == nil && len(got.Text) > intake.MaxText {
			t.Errorf("%q: %d bytes", piece, len(got.Text))
		}
	}
}

func TestTheTimeOfAnotherPlaceCountsAsItsDay(t *testing.T) {
	for in, want := range map[string]string{
		"2024-03-01T23:30:00-05:00": "2024-03-01",
		"2024-03-01T23:30:00Z":      "2024-03-01",
		"2024-03-02T08:30+09:00":    "2024-03-02T08:30 Asia/Seoul",
		"20240302":                  "2024-03-02",
		"2024-02-31":                "",
		"yesterday":                 "",
	} {
		page := `<html><meta property="article:published_time" content="` + in + `"><body><p>` + filler + `</body></html>`
		if got, err := intake.Read("a.html", []byte(page), seoul(t)); err != nil || got.Published != want {
			t.Errorf("%s: got %q, %v, want %q", in, got.Published, err, want)
		}
	}
}

func TestAnAddressThatIsNoneIsLeftOut(t *testing.T) {
	page := `<html><link rel="canonical" href="javascript:alert(1)"><body><p>` + filler + `</body></html>`
	if got, err := intake.Read("a.html", []byte(page), nil); err != nil || got.URL != "" {
		t.Errorf("got %q, %v", got.URL, err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add("a.html", []byte(englishPage))
	f.Add("", []byte("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>x"))
	f.Add("a.txt", []byte("\xff\xfe\x00"))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		p, err := intake.Read(name, data, time.UTC)
		if err == nil && (bytes.ContainsRune([]byte(p.Text), 0) || !strings.HasSuffix(p.Text, "\n")) {
			t.Fatalf("%q", p.Text)
		}
	})
}
