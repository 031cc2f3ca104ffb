package facebooksim

import (
	"encoding/json"
	"net/url"
	"strconv"

	"github.com/roictl/roictl/plugins/facebook/facebooksim/fields"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/graph"
)

// list answers with a page of nodes. They are made when their page is asked for.
func (s *Server) list(c *call, name string, nodes []func() fields.Node) (answer, *graph.Error) {
	wanted, failure := wantedFields(c)
	if failure != nil {
		return answer{}, failure
	}
	limit, failure := limitOf(c.values)
	if failure != nil {
		return answer{}, failure
	}
	listing := c.path + "#" + name
	from, until, failure := s.window(c, listing, limit, len(nodes))
	if failure != nil {
		return answer{}, failure
	}
	var rows []byte
	for i, node := range nodes[from:until] {
		picked, failure := node().Pick(wanted)
		if failure != nil {
			return answer{}, failure
		}
		row, err := json.Marshal(picked)
		if err != nil {
			return answer{}, &graph.Error{Code: 1, Message: "An unknown error occurred"}
		}
		if i > 0 {
			rows = append(rows, ',')
		}
		rows = append(rows, row...)
	}
	if len(nodes) == 0 {
		return answer{status: 200, body: []byte(`{"data":[]}`)}, nil
	}
	p := links{before: graph.Cursor(listing, strconv.Itoa(from)), after: graph.Cursor(listing, strconv.Itoa(until)), next: until < len(nodes), previous: from > 0}
	return c.page(rows, until-from, p, nil), nil
}

// window returns which of so many nodes the page has.
func (s *Server) window(c *call, listing string, limit, nodes int) (from, until int, failure *graph.Error) {
	for _, way := range []string{"after", "before"} {
		cursor := c.values.Get(way)
		if cursor == "" {
			continue
		}
		place, failure := graph.Place(listing, cursor)
		if failure != nil {
			return 0, 0, failure
		}
		at, err := strconv.Atoi(place)
		if err != nil || at > nodes {
			return 0, 0, &graph.Error{Code: 2642, Message: "(#2642) Invalid cursors values"}
		}
		if way == "before" {
			return max(at-limit, 0), at, nil
		}
		from = at
		break
	}
	return from, min(from+s.shorten(limit, c.values.Get("after") == ""), nodes), nil
}

// shorten makes pages short or empty where the options say so.
func (s *Server) shorten(limit int, first bool) int {
	switch {
	case !s.options.ShortPages:
		return limit
	case first:
		return 0
	default:
		return max(limit-1, 1)
	}
}

// limitOf reads the parameter limit.
func limitOf(values url.Values) (int, *graph.Error) {
	const usual = 25
	text := values.Get("limit")
	if text == "" {
		return usual, nil
	}
	limit, err := strconv.Atoi(text)
	if err != nil || limit < 1 {
		return 0, graph.Parameter("param limit must be an integer greater than 0")
	}
	return limit, nil
}

// links are what leads from a page to others.
type links struct {
	before, after  string // cursors
	next, previous bool   // there is such a page
}

// page writes rows with their cursors. What ends paging is that next is missing:
// both cursors are always there. The addresses carry the access token, as Meta's
// do.
func (c *call) page(rows []byte, count int, to links, summary []byte) answer {
	const frame = 1024
	body := append(make([]byte, 0, len(rows)+len(summary)+frame), `{"data":[`...)
	body = append(body, rows...)
	body = append(body, `],"paging":{"cursors":{"before":"`+to.before+`","after":"`+to.after+`"}`...)
	if to.next {
		body = append(append(body, `,"next":`...), c.address("after", to.after)...)
	}
	if to.previous {
		body = append(append(body, `,"previous":`...), c.address("before", to.before)...)
	}
	body = append(body, '}')
	if summary != nil {
		body = append(append(body, `,"summary":`...), summary...)
	}
	return answer{status: 200, body: append(body, '}'), rows: count}
}

// address writes the address of another page as a JSON text.
func (c *call) address(name, cursor string) []byte {
	query := make(url.Values)
	for param, values := range c.values {
		if param != "after" && param != "before" {
			query[param] = values
		}
	}
	query.Set("access_token", c.token.Value)
	query.Set(name, cursor)
	quoted, err := json.Marshal(c.base + "/" + c.version + "/" + c.path + "?" + query.Encode())
	if err != nil {
		return []byte(`""`) // a text always has a form in JSON
	}
	return quoted
}
