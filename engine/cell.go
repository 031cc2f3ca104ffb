package engine

import (
	"fmt"
	"strings"

	"github.com/roictl/roictl/connector"
)

// cell answers one need once its query has run.
type cell struct {
	query  *PlannedQuery
	sums   *windowSums
	column int
	by     []string
	metric *metric
}

// outcome is what became of a query.
type outcome struct {
	header      connector.Header
	trailer     connector.Trailer
	fingerprint string
	failure     string // why it failed; "" when it did not
	done        bool
}

// segmentKey is a segment's texts as a map key.
type segmentKey string

func keyOf(texts []connector.Text) segmentKey {
	var key strings.Builder
	for _, text := range texts {
		if text.Null {
			key.WriteString("-;")
			continue
		}
		fmt.Fprintf(&key, "%d:%s;", len(text.Value), text.Value)
	}
	return segmentKey(key.String())
}
