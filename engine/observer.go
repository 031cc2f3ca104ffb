package engine

import (
	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
)

// Observer is told how a check proceeds, for progress on a terminal and event
// streams. Its methods may be called concurrently and should return soon.
//
// A connector is started once, before its first query. Every query of the plan is
// told of as done once, whatever became of it; as started only where its
// connector could be.
type Observer interface {
	ConnectorStarted(address config.Address)
	ConnectorReady(address config.Address)
	QueryStarted(q *PlannedQuery)
	QueryProgress(q *PlannedQuery, p connector.Progress)
	QueryDone(q *PlannedQuery, r QueryResult)
}

// nobody observes nothing.
type nobody struct{}

var _ Observer = nobody{}

func (nobody) ConnectorStarted(config.Address)                 {}
func (nobody) ConnectorReady(config.Address)                   {}
func (nobody) QueryStarted(*PlannedQuery)                      {}
func (nobody) QueryProgress(*PlannedQuery, connector.Progress) {}
func (nobody) QueryDone(*PlannedQuery, QueryResult)            {}
