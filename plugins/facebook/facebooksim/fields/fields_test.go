package fields

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParse(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]Field{
		"id,name":       {{Name: "id"}, {Name: "name"}},
		`["id","name"]`: {{Name: "id"}, {Name: "name"}},
		" id , name ":   {{Name: "id"}, {Name: "name"}},
		"":              nil,
		"id,creative{id,url_tags},adset{campaign{id}}": {
			{Name: "id"},
			{Name: "creative", Fields: []Field{{Name: "id"}, {Name: "url_tags"}}},
			{Name: "adset", Fields: []Field{{Name: "campaign", Fields: []Field{{Name: "id"}}}}},
		},
		`insights.limit(5).time_range({"since":"a","until":"b"}){spend}`: {
			{Name: "insights", Modifiers: `.limit(5).time_range({"since":"a","until":"b"})`, Fields: []Field{{Name: "spend"}}},
		},
	} {
		got, err := Parse(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", text, diff)
		}
	}
	for _, text := range []string{"creative{id", "id}", "a{b}}", "x.limit(", "x.limit", "{id}"} {
		if got, err := Parse(text); err == nil {
			t.Errorf("%s was read as %v", text, got)
		}
	}
}

func TestPick(t *testing.T) {
	t.Parallel()
	node := Node{
		Values: map[string]any{
			"id": "1", "name": "ad", "spec": map[string]any{"link": "l"},
			"creative": Node{Values: map[string]any{"id": "2", "name": "c"}},
		},
		Empty: []string{"bid"},
	}
	fields, err := Parse("name,bid,creative,spec{link}")
	if err != nil {
		t.Fatal(err)
	}
	got, err := node.Pick(fields)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]any{
		"id": "1", "name": "ad", "creative": map[string]any{"id": "2"}, "spec": map[string]any{"link": "l"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if _, err := node.Pick([]Field{{Name: "nope"}}); err == nil || err.Code != 100 {
		t.Errorf("error %v, want code 100", err)
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"id,name", `["id"]`, "a{b{c}}", "x.limit(5){y}", "a.b((", "}{"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		fields, err := Parse(text)
		if err == nil {
			return
		}
		if fields != nil || err.Code != 2500 {
			t.Errorf("fields %v and error %v", fields, err)
		}
	})
}
