package linkreport

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/roictl/roictl/connector"
)

// row is how many links have the same values.
type row struct {
	texts  []connector.Text
	counts []int64
}

// rows reads the links and counts them.
func (a *answer) rows(ctx context.Context) ([]*row, error) {
	all, problem := ads(ctx, a.source)
	if problem != nil {
		return nil, problem
	}
	if len(all) > 0 {
		a.since = slices.MinFunc(all, func(x, y *ad) int { return int(x.account.Created() - y.account.Created()) }).account.Created()
	}
	none := (&link{}).texts()
	all = slices.DeleteFunc(all, func(ad *ad) bool { return !a.listed.Match(append(ad.texts(), none...)) })
	var references []string
	for _, ad := range all {
		if reference := ad.creative.Reference(); isPost(reference) && ad.creative.Lead.Destination == "" {
			references = append(references, reference)
		}
	}
	if err := a.readPosts(ctx, references); err != nil {
		return nil, err
	}
	counted := make(map[string]*row)
	for _, ad := range all {
		links, err := a.linksOf(ctx, ad)
		if err != nil {
			return nil, err
		}
		for _, l := range links {
			a.count(append(ad.texts(), l.texts()...), l, counted)
		}
	}
	rows := slices.Collect(maps.Values(counted))
	slices.SortFunc(rows, func(x, y *row) int {
		return slices.CompareFunc(x.texts, y.texts, func(p, q connector.Text) int { return cmp.Compare(p.Value, q.Value) })
	})
	return rows, nil
}

// count counts a link with the others of the same values, unless the filter drops it.
func (a *answer) count(texts []connector.Text, l *link, counted map[string]*row) {
	if !a.all.Match(texts) {
		return
	}
	if l.state == unverifiable {
		a.unread[l.reason]++
	}
	columns := make([]connector.Text, len(a.columns))
	key := ""
	for i, at := range a.columns {
		columns[i] = texts[at]
		key += fmt.Sprintf("%t %q ", texts[at].Null, texts[at].Value)
	}
	if counted[key] == nil {
		counted[key] = &row{columns, make([]int64, len(a.measures))}
	}
	for i, m := range a.measures {
		if m.counts(l) {
			counted[key].counts[i]++
		}
	}
}
