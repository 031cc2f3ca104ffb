package linkreport

import (
	"strings"
	"testing"
)

// LinkedIn appends to the query, before a fragment, and removes nothing.
func TestNewLink(t *testing.T) {
	t.Parallel()
	appended := []pair{{"utm_source", "linkedin"}, {"utm_campaign", "Q4 | A&B"}}
	for page, want := range map[string]string{
		"https://example.com":                        "https://example.com?utm_source=linkedin&utm_campaign=Q4%20%7C%20A%26B",
		"https://example.com/p?a=b#top":              "https://example.com/p?a=b&utm_source=linkedin&utm_campaign=Q4%20%7C%20A%26B#top",
		"https://example.com/?utm_source=LinkedIn":   "https://example.com/?utm_source=LinkedIn&utm_source=linkedin&utm_campaign=Q4%20%7C%20A%26B",
		"https://lnkd.in/x?utm_campaign=&utm_term=1": "https://lnkd.in/x?utm_campaign=&utm_term=1&utm_source=linkedin&utm_campaign=Q4%20%7C%20A%26B",
	} {
		if l := newLink(page, appended); l.state != verified || l.url != want {
			t.Errorf("%s becomes %s %q, want %s", page, l.state, l.url, want)
		}
	}
	twice := newLink("https://example.com/?utm_source=x&utm_campaign=y", appended)
	if got := strings.Join(twice.duplicates, ","); got != "utm_campaign,utm_source" || twice.query.Get("utm_source") != "x" {
		t.Errorf("duplicates %q, source %q", got, twice.query.Get("utm_source"))
	}
	if l := newLink("https://exa mple.com/%zz", nil); l.state != unverifiable || l.reason == "" {
		t.Errorf("no address: %+v", l)
	}
	if newLink("https://example.com/?utm_source=x&utm_medium=", nil).tagged() {
		t.Error("an empty medium is taken for one")
	}
}

// Where a post leads is told by its button, then its article, its cards and its text.
func TestPagesOfPosts(t *testing.T) {
	t.Parallel()
	var all post
	all.Commentary = "See (https://example.com/text)."
	if got := all.pages(); len(got) != 1 || got[0] != "https://example.com/text" {
		t.Errorf("of the text: %q", got)
	}
	all.Content.Article.Source = "https://example.com/article"
	if got := all.pages(); len(got) != 1 || got[0] != "https://example.com/article" {
		t.Errorf("of the article: %q", got)
	}
	all.Landing = "https://example.com/button"
	if got := all.pages(); len(got) != 1 || got[0] != "https://example.com/button" {
		t.Errorf("of the button: %q", got)
	}
	if got := (&post{Commentary: "No link."}).pages(); got != nil {
		t.Errorf("of nothing: %q", got)
	}
}
