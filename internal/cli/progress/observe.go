package progress

import (
	"slices"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine"
)

// ConnectorStarted says nothing: its queries do.
func (l *Line) ConnectorStarted(config.Address) {}

// ConnectorReady says nothing either.
func (l *Line) ConnectorReady(config.Address) {}

// QueryStarted counts a query as under way.
func (l *Line) QueryStarted(q *engine.PlannedQuery) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.active = append(l.active, activity{id: q.ID, source: q.Source})
}

// QueryProgress remembers how far a query has come.
func (l *Line) QueryProgress(q *engine.PlannedQuery, p connector.Progress) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for i := range l.active {
		if l.active[i].id == q.ID {
			l.active[i].progress = p
		}
	}
}

// QueryDone counts a query as answered, whatever the answer is.
func (l *Line) QueryDone(q *engine.PlannedQuery, _ engine.QueryResult) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.done++
	l.active = slices.DeleteFunc(l.active, func(a activity) bool { return a.id == q.ID })
}
