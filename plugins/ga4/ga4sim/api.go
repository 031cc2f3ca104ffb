package ga4sim

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/roictl/roictl/plugins/ga4/ga4sim/oauth"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/report"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/wire"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/world"
)

// version is the only one of both APIs.
const version = "/v1beta/"

// call is one call of a method of the Data API.
type call struct {
	property *world.Property
	grant    oauth.Grant
	setting  report.Setting
	body     []byte
}

const getMetadata = "GetMetadata"

// dataMethods are the methods of the Data API by HTTP method and verb.
var dataMethods = map[string]struct {
	name   string
	answer func(*Server, call) answer
}{
	"POST :runReport":            {"RunReport", (*Server).runReport},
	"POST :batchRunReports":      {"BatchRunReports", (*Server).batchRunReports},
	"POST :checkCompatibility":   {"CheckCompatibility", (*Server).checkCompatibility},
	"GET /metadata":              {getMetadata, (*Server).metadata},
	"POST :runPivotReport":       {"RunPivotReport", (*Server).unimplemented},
	"POST :batchRunPivotReports": {"BatchRunPivotReports", (*Server).unimplemented},
	"POST :runRealtimeReport":    {"RunRealtimeReport", (*Server).unimplemented},
}

// api answers a path of the Data API or of the Admin API: on other hosts in reality, and
// told apart by their paths here.
func (s *Server) api(r *http.Request, body []byte, fault Kind) answer {
	resource, ok := strings.CutPrefix(r.URL.Path, version)
	if !ok {
		return notFound()
	}
	if rest, ok := strings.CutPrefix(resource, "properties/"); ok {
		end := strings.IndexAny(rest, ":/")
		if end < 0 {
			end = len(rest)
		}
		if method, ok := dataMethods[r.Method+" "+rest[end:]]; ok {
			grant, problem := s.caller(r, DataAPI, "google.analytics.data.v1beta.BetaAnalyticsData."+method.name)
			if problem != nil {
				return refused(problem)
			}
			if method.name == getMetadata && rest[:end] == "0" {
				return s.metadata(call{}) // the fields that every property has
			}
			return s.data(call{grant: grant, body: body}, rest[:end], method.answer, fault)
		}
	}
	if a, ok := broken(fault); ok {
		return a
	}
	return s.admin(r, resource)
}

// data finds the property and has a method answer, or a fault in its place.
func (s *Server) data(c call, id string, method func(*Server, call) answer, fault Kind) answer {
	property, problem := s.property(c.grant, id)
	if problem != nil {
		return refused(problem)
	}
	c.property = property
	c.setting = report.Setting{
		Property: property, Now: s.Now(), Quality: s.qualityOf(id),
		Paging: report.Paging{Unstable: fault == UnstableOrder, Repeat: fault == RepeatedRow},
	}
	if a, ok := broken(fault); ok {
		method = func(*Server, call) answer { return a }
	}
	return s.metered(c, method)
}

func (s *Server) qualityOf(property string) report.Quality {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.quality[property]
}

func (s *Server) runReport(c call) answer {
	var request wire.RunReport
	if problem := wire.Decode(c.body, &request); problem != nil {
		return refused(problem)
	}
	response, tokens, problem := s.report(c, &request)
	if problem != nil {
		return refused(problem)
	}
	a := ok(response)
	a.tokens = tokens
	return a
}

// unimplemented is for methods that Google has and the simulator has not.
func (s *Server) unimplemented(call) answer {
	return refused(&wire.Error{Code: http.StatusNotImplemented, Status: "UNIMPLEMENTED", Message: "This simulator does not have this method."})
}

func (s *Server) batchRunReports(c call) answer {
	var batch wire.BatchRunReports
	if problem := wire.Decode(c.body, &batch); problem != nil {
		return refused(problem)
	}
	switch n := len(batch.Requests); {
	case n == 0:
		return refused(wire.Invalid("The batchRunReportsRequest must contain at least one runReportRequest."))
	case n > report.MaxBatch:
		return refused(wire.Invalid(fmt.Sprintf("Batch requests are limited to %d requests.\n  This batch request contains %d requests.", report.MaxBatch, n)))
	}
	for i := range batch.Requests { // one that is invalid fails all, and none is charged
		if own := batch.Requests[i].Property; own != "" && own != "properties/"+c.property.ID {
			return refused(wire.Invalid(fmt.Sprintf("The property %s of a nested request is not that of the batch.", own)))
		}
		if problem := report.Validate(&batch.Requests[i], c.setting); problem != nil {
			return refused(problem)
		}
	}
	reply, tokens := wire.BatchReports{Kind: "analyticsData#batchRunReports"}, 0
	for i := range batch.Requests {
		response, cost, problem := s.report(c, &batch.Requests[i])
		if problem != nil {
			return refused(problem)
		}
		tokens += cost
		reply.Reports = append(reply.Reports, *response)
	}
	a := ok(reply)
	a.tokens = tokens
	return a
}

func (s *Server) checkCompatibility(c call) answer {
	var request wire.CheckCompatibility
	if problem := wire.Decode(c.body, &request); problem != nil {
		return refused(problem)
	}
	reply, problem := report.Compatibility(&request, c.setting)
	if problem != nil {
		return refused(problem)
	}
	a := ok(reply)
	a.tokens = s.charge(c, report.Size{})
	return a
}

func (s *Server) metadata(c call) answer {
	a := ok(report.Metadata(c.property, c.setting.Quality))
	if c.property != nil { // the universal fields belong to no property, and cost it nothing
		a.tokens = s.charge(c, report.Size{})
	}
	return a
}
