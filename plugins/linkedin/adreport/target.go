package adreport

import (
	"fmt"
	"slices"
	"strings"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/linkedin/analytics"
	"github.com/roictl/roictl/plugins/linkedin/catalogue"
	"github.com/roictl/roictl/plugins/linkedin/entities"
	"github.com/roictl/roictl/plugins/linkedin/platform"
)

// target is what LinkedIn is asked about at once: some entities of one account.
type target struct {
	level catalogue.Level // of the entities
	ids   []int64
	// place is where all rows belong, where rows do not tell entities apart; nil
	// where they do.
	place  *place
	pivots []string
}

// Limits on what is asked for one by one.
const (
	// facetSize is how many entities are named in a request, where more are chosen.
	facetSize = 500
	// maxTargets is how many segments are asked for one after the other.
	maxTargets = 200
)

// targets are the entities of an account that the filter keeps, in as few parts as
// LinkedIn can answer about; none where it keeps none.
func (q *Question) targets(d *directory) ([]target, error) {
	kept, all := q.keep(d)
	if len(kept) == 0 {
		return nil, nil
	}
	base := target{level: q.chosen, ids: kept, pivots: append(q.entityPivot(), q.pivots...)}
	if all {
		base.level, base.ids = catalogue.Account, []int64{int64(d.account.ID)}
	}
	if q.level == catalogue.Account || !q.byMember() && !(q.whole() && q.ambiguous(d)) {
		return q.parts(base), nil
	}
	return q.segments(d, kept)
}

// keep returns the entities that the filter chooses, at the level of its finest
// dimension, and whether these are all there are.
func (q *Question) keep(d *directory) (kept []int64, all bool) {
	if q.chosen == catalogue.Account {
		id := int64(d.account.ID)
		if !q.chooses(d, catalogue.Account, id) {
			return nil, false
		}
		return []int64{id}, true
	}
	for _, id := range d.order[q.chosen] {
		if q.chooses(d, q.chosen, id) {
			kept = append(kept, id)
		}
	}
	return kept, len(kept) == len(d.order[q.chosen])
}

func (q *Question) chooses(d *directory, level catalogue.Level, id int64) bool {
	p := d.place(level, id)
	return q.choice.Match(q.texts(d, &p))
}

// texts are the values of an entity in the needed dimensions; null in those that
// only rows know.
func (q *Question) texts(d *directory, p *place) []connector.Text {
	texts := make([]connector.Text, len(q.needed))
	for i, dimension := range q.needed {
		texts[i] = d.text(p, dimension.Name)
	}
	return texts
}

// parts splits a target where it names too many entities. What does not add up is
// asked for at once.
func (q *Question) parts(whole target) []target {
	if q.whole() || q.byMember() || len(whole.ids) <= facetSize {
		return []target{whole}
	}
	var parts []target
	for ids := range slices.Chunk(whole.ids, facetSize) {
		part := whole
		part.ids = ids
		parts = append(parts, part)
	}
	return parts
}

// ambiguous says whether several entities belong to one segment of the result.
func (q *Question) ambiguous(d *directory) bool {
	seen := make(map[string]bool)
	for _, id := range d.order[q.level] {
		p := d.place(q.level, id)
		key := segmentKey(q.texts(d, &p)[:len(q.columns)])
		if seen[key] {
			return true
		}
		seen[key] = true
	}
	return false
}

// segmentKey is equal for equal texts.
func segmentKey(texts []connector.Text) string {
	var key strings.Builder
	for _, t := range texts {
		fmt.Fprintf(&key, "%t%d:%s", t.Null, len(t.Value), t.Value)
	}
	return key.String()
}

// segments makes one target of each segment: LinkedIn splits neither members by
// campaign nor reach by a property that several campaigns share.
func (q *Question) segments(d *directory, kept []int64) ([]target, error) {
	finest := max(q.level, q.chosen)
	chosen := make(map[int64]bool, len(kept))
	for _, id := range kept {
		chosen[id] = true
	}
	byKey := make(map[string]int)
	var all []target
	for _, id := range d.order[finest] {
		p := d.place(finest, id)
		if !chosen[p.ids[q.chosen]] {
			continue
		}
		key := segmentKey(q.texts(d, &p)[:len(q.columns)])
		at, known := byKey[key]
		if !known {
			at = len(all)
			byKey[key] = at
			pivots := q.pivots
			if len(pivots) == 0 {
				pivots = []string{catalogue.Account.Pivot()}
			}
			all = append(all, target{level: finest, place: &p, pivots: pivots})
		}
		all[at].ids = append(all[at].ids, id)
	}
	if len(all) > maxTargets {
		refusal := connector.NewError(codeImpossible, "Too many segments",
			fmt.Sprintf("LinkedIn answers this for one segment at a time, and account %d has %d of them.", d.account.ID, len(all)))
		refusal.Hint = "Choose some of them with where, or split by less."
		return nil, &platform.Problem{Diagnostic: refusal}
	}
	return all, nil
}

// question is what LinkedIn is asked about the target.
func (t *target) question(metrics []string, daily bool) analytics.Question {
	return analytics.Question{Pivots: t.pivots, Facet: t.level.Facet(), URNs: urns(t.level, t.ids), Metrics: metrics, Daily: daily}
}

func urns(level catalogue.Level, ids []int64) []string {
	all := make([]string, len(ids))
	for i, id := range ids {
		all[i] = entities.URN(level.Kind(), id)
	}
	return all
}
