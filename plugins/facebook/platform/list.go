package platform

import (
	"context"
	"net/url"
	"strconv"
)

// page is a page of a list. Its address of the next page holds the token, so that
// only whether there is one is looked at.
type page[T any] struct {
	Data   []T `json:"data"`
	Paging struct {
		Cursors struct {
			After string `json:"after"`
		} `json:"cursors"`
		Next secret `json:"next"`
	} `json:"paging"`
}

// secret remembers of a text only whether there is one.
type secret bool

// UnmarshalText forgets the text.
func (s *secret) UnmarshalText(text []byte) error {
	*s = len(text) > 0
	return nil
}

// Listing is a list to read.
type Listing struct {
	Path       string
	Parameters url.Values
	Limit      int // items of a page
	// Least is the smallest page that is worth asking for, before the problem is
	// handed back; 1 when 0.
	Least int
}

// mostStarts is how often a list is read from its first page on.
const mostStarts = 2

// List reads a list page by page. Where Meta finds a page too heavy, smaller ones
// are asked for, and larger ones again once one succeeded: a whole list in the
// smallest pages costs calls without end. The list ends where Meta says so, not
// with a page that is short or empty. Items begin again, from the first, when the
// function again is called, because a cursor went stale; where it is nil or returns
// false, that is a problem.
func List[T any](ctx context.Context, c *Client, l Listing, items func([]T) error, again func() bool) *Problem {
	for start := 1; ; start++ {
		problem := pages(ctx, c, l, items)
		if problem == nil || problem.Kind != BadCursor || start == mostStarts || again == nil || !again() {
			return problem
		}
	}
}

// calm is how many pages have to succeed before a larger one is asked for again, at
// first: each that then is too heavy doubles it.
const calm = 4

func pages[T any](ctx context.Context, c *Client, l Listing, items func([]T) error) *Problem {
	limit, after := l.Limit, ""
	succeeded, wanted, grown := 0, calm, false
	for {
		parameters := url.Values{"limit": {strconv.Itoa(limit)}}
		for name, values := range l.Parameters {
			parameters[name] = values
		}
		if after != "" {
			parameters.Set("after", after)
		}
		var read page[T]
		problem := c.Get(ctx, l.Path, parameters, &read)
		switch {
		case problem != nil && problem.Kind == HeavyPage && limit/2 >= max(1, l.Least):
			if grown {
				wanted *= 2
			}
			limit, succeeded, grown = limit/2, 0, false
			continue
		case problem != nil:
			return problem
		}
		if err := items(read.Data); err != nil {
			return c.Misread(err)
		}
		if !read.Paging.Next || read.Paging.Cursors.After == "" {
			return nil
		}
		after = read.Paging.Cursors.After
		if succeeded++; limit < l.Limit && succeeded == wanted {
			limit, succeeded, grown = min(limit*2, l.Limit), 0, true
		}
	}
}
