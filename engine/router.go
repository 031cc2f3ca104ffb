package engine

import (
	"encoding/binary"

	"github.com/roictl/roictl/connector"
)

// router says which tallies a row belongs to. It asks their filters once for
// every combination of dimensions that occurs, not for every row: many KPIs each
// filter for something else, and the same combinations come back day by day. It
// belongs to one stream.
type router struct {
	tallies []*tally
	routes  map[string][]*tally // by the row's indexes into the dictionaries
	scratch []byte
	stored  int // length of all routes together
}

// mostRoutes bounds the memory of a router. Rows beyond it are matched one by one.
const mostRoutes = 1 << 20

func newRouter(tallies []*tally) *router {
	return &router{tallies: tallies, routes: make(map[string][]*tally)}
}

// route returns the tallies whose filter keeps a row.
func (r *router) route(batch *connector.Batch, row int) []*tally {
	r.scratch = r.scratch[:0]
	for i := range batch.Dimensions {
		r.scratch = binary.LittleEndian.AppendUint32(r.scratch, batch.Dimensions[i].Indexes[row])
	}
	if kept, known := r.routes[string(r.scratch)]; known {
		return kept
	}
	var kept []*tally
	for _, t := range r.tallies {
		if t.matcher.Match(batch, row) {
			kept = append(kept, t)
		}
	}
	if r.stored += 1 + len(kept); r.stored <= mostRoutes {
		r.routes[string(r.scratch)] = kept
	}
	return kept
}
