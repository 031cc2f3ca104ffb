package adreport

import (
	"context"

	"github.com/roictl/roictl/plugins/linkedin/analytics"
	"github.com/roictl/roictl/plugins/linkedin/catalogue"
	"github.com/roictl/roictl/plugins/linkedin/entities"
)

// divider splits questions about a target, for where LinkedIn would cut answers.
type divider struct {
	question  *Question
	directory *directory
	book      *entities.Book
	target    *target
}

var _ analytics.Divider = (*divider)(nil)

// Most is how many rows a day can have: one for each entity, where nothing else
// splits rows.
func (v *divider) Most(ctx context.Context, find bool) (int, error) {
	level := v.question.level
	if v.target.place != nil || len(v.target.pivots) > 1 || v.target.pivots[0] != level.Pivot() {
		return 0, nil
	}
	if v.target.level == level {
		return len(v.target.ids), nil
	}
	if find {
		if err := v.directory.read(ctx, v.book, level); err != nil {
			return 0, err
		}
	}
	return len(v.directory.order[level]), nil
}

// Divide halves the entities of a question, or goes on to finer ones.
func (v *divider) Divide(ctx context.Context, q analytics.Question) ([]analytics.Question, error) {
	if n := len(q.URNs); n > 1 {
		first, second := q, q
		first.URNs, second.URNs = q.URNs[:n/2], q.URNs[n/2:]
		return []analytics.Question{first, second}, nil
	}
	var finer catalogue.Level
	switch q.Facet {
	case catalogue.Account.Facet(), catalogue.Group.Facet():
		finer = catalogue.Campaign
	case catalogue.Campaign.Facet():
		finer = catalogue.Creative
	default:
		return nil, nil
	}
	inside, err := v.inside(ctx, q, finer)
	if err != nil || len(inside) == 0 {
		return nil, err
	}
	q.Facet, q.URNs = finer.Facet(), urns(finer, inside)
	return v.Divide(ctx, q)
}

// inside lists the entities of a level that belong to the one of a question.
func (v *divider) inside(ctx context.Context, q analytics.Question, level catalogue.Level) ([]int64, error) {
	if err := v.directory.read(ctx, v.book, level); err != nil {
		return nil, err
	}
	above, _ := entities.Number(q.URNs[0])
	var found []int64
	for _, id := range v.directory.order[level] {
		p := v.directory.place(level, id)
		if p.ids[catalogue.Account] == above || p.ids[catalogue.Group] == above || p.ids[catalogue.Campaign] == above {
			found = append(found, id)
		}
	}
	return found, nil
}
