package ga4sim

import (
	"net/http"

	"github.com/roictl/roictl/plugins/ga4/ga4sim/quota"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/report"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/wire"
)

// cost is what a request costs in tokens: the fit of what a small property was charged
// for requests of one to nine dimensions and up to a year. Large properties pay more.
func (s *Server) cost(size report.Size) int {
	cells := max(0, size.Dimensions*size.Metrics-3)
	return (1 + size.Days/60 + (cells+31)/32) * max(1, s.options.QuotaFactor)
}

// account is whose quotas a call uses.
func (c call) account() quota.Account {
	return quota.Account{Property: c.property.ID, Project: c.grant.Project, Premium: c.property.Premium}
}

// metered lets a call in if all quotas of its property have something left, and counts
// what it has used.
func (s *Server) metered(c call, method func(*Server, call) answer) answer {
	now, account := s.Now(), c.account()
	if bucket, admitted := s.meter.Admit(account, now); !admitted {
		s.meter.Charge(account, now, quota.Use{ClientError: 1})
		return refused(wire.NewError(http.StatusTooManyRequests, bucket.Message()))
	}
	a := method(s, c)
	a.release = func() { s.meter.Release(account) }
	s.meter.Charge(account, now, failed(a.status))
	return a
}

// failed is what an answer uses of the quotas for errors.
func failed(status int) quota.Use {
	switch {
	case status == http.StatusInternalServerError || status == http.StatusServiceUnavailable:
		return quota.Use{ServerErrors: 1}
	case status >= http.StatusBadRequest:
		return quota.Use{ClientError: 1}
	}
	return quota.Use{}
}

// charge counts the tokens of a report, and returns them.
func (s *Server) charge(c call, size report.Size) int {
	use := quota.Use{Tokens: s.cost(size)}
	if size.Thresholded {
		use.Thresholded = 1
	}
	s.meter.Charge(c.account(), s.Now(), use)
	return use.Tokens
}

// quotas returns the state of all quotas after a report that cost so many tokens.
func (s *Server) quotas(c call, tokens int) *wire.PropertyQuota {
	status := func(bucket quota.Bucket, consumed int) wire.QuotaStatus {
		return wire.QuotaStatus{Consumed: consumed, Remaining: s.meter.Remaining(c.account(), bucket, s.Now())}
	}
	return &wire.PropertyQuota{
		TokensPerDay: status(quota.Day, tokens), TokensPerHour: status(quota.Hour, tokens), TokensPerProjectPerHour: status(quota.ProjectHour, tokens),
		ConcurrentRequests: status(quota.Concurrent, 0), ServerErrorsPerProjectPerHour: status(quota.ServerErrors, 0),
		PotentiallyThresholdedRequestsPerHour: status(quota.Thresholded, 0),
	}
}

// report answers one report and charges it.
func (s *Server) report(c call, request *wire.RunReport) (*wire.Report, int, *wire.Error) {
	response, size, problem := report.Run(request, c.setting)
	if problem != nil {
		return nil, 0, problem
	}
	tokens := s.charge(c, size)
	if request.ReturnPropertyQuota {
		response.PropertyQuota = s.quotas(c, tokens)
	}
	return response, tokens, nil
}
