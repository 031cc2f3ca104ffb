package connector

import (
	pb "github.com/roictl/roictl/connector/connectorv1"
)

// A query that is run carries a credential; one that is planned does not.
func queryRequestToWire(source uint64, q Query) *pb.QueryRequest {
	return &pb.QueryRequest{SourceId: source, Query: queryToWire(q), Credential: credentialToWire(q.Credential)}
}

func queryRequestFromWire(r *pb.QueryRequest) Query {
	q := queryFromWire(r.GetQuery())
	q.Credential = credentialFromWire(r.GetCredential())
	return q
}

func queryToWire(q Query) *pb.QuerySpec {
	return &pb.QuerySpec{
		Report:     q.Report,
		Measures:   q.Measures,
		Dimensions: q.Dimensions,
		Any: each(q.Filter, func(clause Clause) *pb.Clause {
			return &pb.Clause{All: each(clause, conditionToWire)}
		}),
		Intervals: each(q.Intervals, func(i Interval) *pb.Interval {
			return &pb.Interval{Start: int32(i.Start), End: int32(i.End)}
		}),
		Grain:    string(q.Grain),
		TimeZone: q.TimeZone,
		Options:  q.Options,
		Limit:    q.Limit,
	}
}

func queryFromWire(q *pb.QuerySpec) Query {
	return Query{
		Report:     q.GetReport(),
		Measures:   q.GetMeasures(),
		Dimensions: q.GetDimensions(),
		Filter: each(q.GetAny(), func(clause *pb.Clause) Clause {
			return each(clause.GetAll(), conditionFromWire)
		}),
		Intervals: each(q.GetIntervals(), func(i *pb.Interval) Interval {
			return Interval{Start: Date(i.GetStart()), End: Date(i.GetEnd())}
		}),
		Grain:    Grain(q.GetGrain()),
		TimeZone: q.GetTimeZone(),
		Options:  q.GetOptions(),
		Limit:    q.GetLimit(),
	}
}

func conditionToWire(c Condition) *pb.Condition {
	return &pb.Condition{Dimension: c.Dimension, Operator: string(c.Operator), Values: c.Values}
}

func conditionFromWire(c *pb.Condition) Condition {
	return Condition{Dimension: c.GetDimension(), Operator: Operator(c.GetOperator()), Values: c.GetValues()}
}

func planToWire(p QueryPlan) *pb.PlanQueryResponse {
	return &pb.PlanQueryResponse{
		PushedDown:     p.PushedDown,
		EstimatedCalls: int64(p.EstimatedCalls),
		EstimatedRows:  p.EstimatedRows,
		QuotaUnits:     p.QuotaUnits,
		ProvisionalTo:  int32(p.ProvisionalTo),
		Steps:          p.Steps,
		Diagnostics:    each(p.Diagnostics, diagnosticToWire),
	}
}

func planFromWire(p *pb.PlanQueryResponse) QueryPlan {
	return QueryPlan{
		PushedDown:     p.GetPushedDown(),
		EstimatedCalls: int(p.GetEstimatedCalls()),
		EstimatedRows:  p.GetEstimatedRows(),
		QuotaUnits:     p.GetQuotaUnits(),
		ProvisionalTo:  Date(p.GetProvisionalTo()),
		Steps:          p.GetSteps(),
		Diagnostics:    diagnosticsFromWire(p.GetDiagnostics()),
	}
}

func connectionTestToWire(t ConnectionTest) *pb.TestConnectionResponse {
	return &pb.TestConnectionResponse{
		Ok:   t.OK,
		Code: string(t.Code),
		Facts: each(t.Facts, func(f Fact) *pb.Fact {
			return &pb.Fact{Name: f.Name, Value: f.Value}
		}),
		Diagnostics: each(t.Diagnostics, diagnosticToWire),
		Proposal:    t.Proposal,
	}
}

func connectionTestFromWire(t *pb.TestConnectionResponse) ConnectionTest {
	return ConnectionTest{
		OK:   t.GetOk(),
		Code: TestCode(t.GetCode()),
		Facts: each(t.GetFacts(), func(f *pb.Fact) Fact {
			return Fact{Name: f.GetName(), Value: f.GetValue()}
		}),
		Diagnostics: diagnosticsFromWire(t.GetDiagnostics()),
		Proposal:    t.GetProposal(),
	}
}
