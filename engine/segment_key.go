package engine

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/roictl/roictl/connector"
)

// segmentKey is a segment's texts as a map key. Null and the empty text differ.
type segmentKey string

func keyOf(texts []connector.Text) segmentKey {
	if len(texts) == 0 {
		return ""
	}
	var key strings.Builder
	for _, text := range texts {
		if text.Null {
			key.WriteString("-;")
			continue
		}
		key.WriteString(strconv.Itoa(len(text.Value)))
		key.WriteByte(':')
		key.WriteString(text.Value)
		key.WriteByte(';')
	}
	return segmentKey(key.String())
}

// compareSegments orders segments by their texts, null last.
func compareSegments(a, b []connector.Text) int {
	return slices.CompareFunc(a, b, func(x, y connector.Text) int {
		switch {
		case x.Null && y.Null:
			return 0
		case x.Null:
			return 1
		case y.Null:
			return -1
		}
		return cmp.Compare(x.Value, y.Value)
	})
}
