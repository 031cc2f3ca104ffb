package restli

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// pair is one name=value of protocol 1.0; the name is decoded.
type pair struct{ name, raw string }

// node is a value of protocol 1.0 while its parts arrive.
type node struct {
	text  *string
	items map[int]*node
	keys  map[string]*node
}

// fold builds the trees of a[0]=x&b.c.d=y. Here values are form-encoded: '+' is
// a space, and reserved characters may be raw.
func (q *Query) fold(pairs []pair) error {
	root := &node{keys: make(map[string]*node)}
	for _, p := range pairs {
		value, err := url.QueryUnescape(p.raw)
		if err != nil {
			return &SyntaxError{p.name, "not percent-encoded correctly"}
		}
		target, ok := root.reach(p.name)
		if !ok || target.text != nil || target.items != nil || target.keys != nil {
			return &SyntaxError{p.name, "not a key of protocol 1.0, or it is there twice"}
		}
		target.text = &value
	}
	for name, n := range root.keys {
		v, ok := n.value()
		if !ok {
			return &SyntaxError{name, "its parts do not make one value"}
		}
		q.values[name] = v
	}
	return nil
}

// reach walks a.b[0].c, making what is missing.
func (n *node) reach(path string) (*node, bool) {
	for depth, part := range strings.Split(path, ".") {
		key, indexes, _ := strings.Cut(part, "[")
		if key == "" || depth > maxDepth {
			return nil, false
		}
		if n.keys == nil {
			n.keys = make(map[string]*node)
		}
		n = child(n.keys, key)
		if len(key) == len(part) {
			continue
		}
		for index := range strings.SplitSeq(indexes, "[") {
			digits, closed := strings.CutSuffix(index, "]")
			i, err := strconv.Atoi(digits)
			if !closed || err != nil || i < 0 {
				return nil, false
			}
			if n.items == nil {
				n.items = make(map[int]*node)
			}
			n = child(n.items, i)
		}
	}
	return n, true
}

func child[K comparable](children map[K]*node, key K) *node {
	if children[key] == nil {
		children[key] = &node{}
	}
	return children[key]
}

// value turns the node into one value; false where it is two things at once.
func (n *node) value() (Value, bool) {
	switch {
	case n.text != nil && n.items == nil && n.keys == nil:
		return Text(*n.text), true
	case n.text == nil && n.items != nil && n.keys == nil:
		order := make([]int, 0, len(n.items))
		for i := range n.items {
			order = append(order, i)
		}
		slices.Sort(order)
		list := make(List, 0, len(order))
		for _, i := range order {
			v, ok := n.items[i].value()
			if !ok {
				return nil, false
			}
			list = append(list, v)
		}
		return list, true
	case n.text == nil && n.items == nil && n.keys != nil:
		record := make(Record, len(n.keys))
		for key, c := range n.keys {
			v, ok := c.value()
			if !ok {
				return nil, false
			}
			record[key] = v
		}
		return record, true
	}
	return nil, false
}
