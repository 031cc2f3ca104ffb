package fields

import (
	"slices"

	"github.com/roictl/roictl/plugins/facebook/facebooksim/graph"
)

// Node is an object of the graph with everything that is known of it. Values are
// whatever JSON has, and Nodes.
type Node struct {
	Values map[string]any
	// Default are the fields that are returned where none are asked for; id always
	// is.
	Default []string
	// Empty are names that the node has though they have no value here.
	Empty []string
}

// Pick returns the fields that were asked for. A nested node without fields of
// its own is returned by its id.
func (n Node) Pick(wanted []Field) (map[string]any, *graph.Error) {
	picked := map[string]any{"id": n.Values["id"]}
	if wanted == nil {
		for _, name := range n.Default {
			wanted = append(wanted, Field{Name: name})
		}
	}
	for _, f := range wanted {
		value, ok := n.Values[f.Name]
		switch {
		case !ok && slices.Contains(n.Empty, f.Name):
			continue
		case !ok:
			return nil, graph.NoField(f.Name)
		}
		nested, err := pickNested(value, f)
		if err != nil {
			return nil, err
		}
		picked[f.Name] = nested
	}
	return picked, nil
}

// pickNested applies fields to what is behind a field.
func pickNested(value any, f Field) (any, *graph.Error) {
	switch value := value.(type) {
	case Node:
		return value.Pick(f.Fields)
	case []Node:
		var all []any
		for _, node := range value {
			picked, err := node.Pick(f.Fields)
			if err != nil {
				return nil, err
			}
			all = append(all, picked)
		}
		return map[string]any{"data": all}, nil
	default:
		return value, nil
	}
}
