package insights

import (
	"fmt"
	"net/url"
	"slices"

	"github.com/roictl/roictl/plugins/facebook/facebooksim/graph"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/world"
)

// Report answers one query, as of one moment. It belongs to one goroutine.
type Report struct {
	query    *Query
	scope    Scope
	seen     world.Moment
	rules    Rules
	listing  string
	objects  []object
	buckets  []Range
	grouping *grouping
	columns  []column
	dealt    []world.Delivery
	hide     bool // conversions
}

// NewReport reads a request and prepares its report, or refuses it.
func NewReport(request Request, rules Rules) (*Report, *graph.Error) {
	query, err := Read(request, rules)
	if err != nil {
		return nil, err
	}
	r := &Report{hide: request.NoConversions && query.Level < AdSetLevel, query: query, scope: request.Scope, seen: request.Seen, rules: rules, listing: listing(request.Scope, request.Values)}
	if query.silent(request.Scope.Account) {
		return r, nil
	}
	r.objects = query.objects(request.Scope)
	r.buckets = query.buckets()
	r.grouping = query.groupBy(r.objects, request.Seen)
	r.columns = query.columns(request.Seen.Today)
	if err := rules.checkFacts(query, r.facts()); err != nil {
		return nil, err
	}
	return r, nil
}

// Dates returns the first and the last day of the report.
func (r *Report) Dates() (since, until string) {
	first, last := r.query.Ranges[0].Since, r.query.Ranges[0].Until
	for _, span := range r.query.Ranges {
		first, last = min(first, span.Since), max(last, span.Until)
	}
	return first.String(), last.String()
}

// Page is some rows of a report.
type Page struct {
	Rows          []byte // JSON objects with commas between them
	Count         int    // how many they are
	Before, After string // cursors; empty when there are no rows
	More          bool   // there are rows after these
	Summary       []byte // a JSON object; nil where none was asked for
}

// position is a place between rows.
type position struct{ object, bucket, group int }

// Page returns the page that values ask for by their limit and cursor. Shorten
// says how many rows a page of a limit holds; a page of none has a cursor for what
// follows.
func (r *Report) Page(values url.Values, shorten func(int) int) (Page, *graph.Error) {
	q := *r.query
	if err := q.readLimit(Request{Values: values}, r.rules); err != nil {
		return Page{}, err
	}
	full := q.Limit
	q.Limit = shorten(full)
	var from position
	if cursor := values.Get("after"); cursor != "" {
		place, err := graph.Place(r.listing, cursor)
		if err != nil {
			return Page{}, err
		}
		if _, err := fmt.Sscanf(place, "%d:%d:%d", &from.object, &from.bucket, &from.group); err != nil {
			return Page{}, &graph.Error{Code: 2642, Message: "(#2642) Invalid cursors values"}
		}
	}
	page := r.collect(&q, from)
	if err := r.rules.checkPage(&q, full, page.Count); err != nil {
		return Page{}, err
	}
	if q.Summary != nil && len(r.objects) > 0 {
		page.Summary = r.summary()
	}
	return page, nil
}

// collect writes rows until the page is full and it is known whether more follow.
func (r *Report) collect(q *Query, from position) Page {
	var page Page
	var first, last position
	found := false
	write := func(at position, row *row) bool {
		if !found {
			first, last, found = at, at, true
		}
		if page.Count == q.Limit {
			page.More = true
			return false
		}
		if page.Count > 0 {
			page.Rows = append(page.Rows, ',')
		}
		page.Rows = row.write(page.Rows, r.columns)
		page.Count++
		at.group++
		last = at
		return true
	}
	if q.sort != nil {
		r.inOrder(from, write)
	} else {
		r.rows(from, write)
	}
	if found {
		page.Before, page.After = r.cursor(first), r.cursor(last)
	}
	return page
}

func (r *Report) cursor(at position) string {
	return graph.Cursor(r.listing, fmt.Sprintf("%d:%d:%d", at.object, at.bucket, at.group))
}

// rows hands over the rows from a position on, until yield has had enough. A row
// is valid until yield returns.
func (r *Report) rows(from position, yield func(position, *row) bool) {
	if r.grouping == nil {
		return
	}
	groups := make([]sums, len(r.grouping.keys))
	var current row
	for o := from.object; o < len(r.objects); o++ {
		for b := from.bucket; b < len(r.buckets); b++ {
			r.sum(&r.objects[o], r.buckets[b], groups)
			for g := from.group; g < len(groups); g++ {
				if !groups[g].any() {
					continue
				}
				r.describe(&current, &r.objects[o], r.buckets[b], &groups[g], g)
				if r.query.keepsRow(&current) && !yield(position{o, b, g}, &current) {
					return
				}
			}
			from.group = 0
		}
		from.bucket = 0
	}
}

// describe fills a row.
func (r *Report) describe(into *row, o *object, span Range, s *sums, group int) {
	weight := r.grouping.weight[group]
	*into = row{
		query: r.query, lead: o.lead, span: span, sums: s, breakdowns: r.grouping.names, values: r.grouping.keys[group],
		audience: o.lead.Account().Audience * weight[0] / max(weight[1], 1), entries: into.entries,
	}
}

// inOrder hands over the rows in the order that the request asked for. Here a
// position is a number of rows.
func (r *Report) inOrder(from position, yield func(position, *row) bool) {
	var all []*row
	r.rows(position{}, func(_ position, row *row) bool {
		kept, sums := *row, *row.sums
		kept.sums, kept.entries = &sums, nil
		all = append(all, &kept)
		return true
	})
	slices.SortStableFunc(all, r.query.sort.compare)
	for i := from.group; i < len(all); i++ {
		if !yield(position{group: i}, all[i]) {
			return
		}
	}
}

// summary writes the fields of the parameter summary over all rows.
func (r *Report) summary() []byte {
	total := sums{}
	r.rows(position{}, func(_ position, row *row) bool {
		total.add(row.sums)
		return true
	})
	q := *r.query
	q.Fields, q.Breakdowns = q.Summary, nil
	last := r.buckets[len(r.buckets)-1]
	all := &row{
		query: &q, lead: r.objects[0].lead, span: Range{r.buckets[0].Since, last.Until}, sums: &total,
		audience: r.scope.Account.Audience,
	}
	return all.write(nil, q.columns(r.seen.Today))
}
