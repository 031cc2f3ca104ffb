package ga4sim

import (
	"encoding/base64"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/roictl/roictl/plugins/ga4/ga4sim/admin"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/oauth"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/wire"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/world"
)

const adminService = "google.analytics.admin.v1beta.AnalyticsAdminService."

// admin answers a path of the Admin API.
func (s *Server) admin(r *http.Request, resource string) answer {
	parts := strings.Split(resource, "/")
	if r.Method != http.MethodGet || strings.ContainsRune(resource, ':') {
		return notFound()
	}
	switch {
	case len(parts) == 1 && parts[0] == "accountSummaries":
		return s.summaries(r)
	case parts[0] != "properties" || len(parts) < 2 || len(parts) > 3:
		return notFound()
	case len(parts) == 2:
		return s.ofProperty(r, "GetProperty", parts[1], func(p *world.Property) answer { return ok(admin.Describe(s.world.Account, p)) })
	case parts[2] == "dataRetentionSettings":
		return s.ofProperty(r, "GetDataRetentionSettings", parts[1], func(p *world.Property) answer { return ok(admin.DescribeRetention(p)) })
	}
	list, known := admin.Lists[parts[2]]
	if !known {
		return notFound()
	}
	return s.ofProperty(r, "List"+strings.ToUpper(parts[2][:1])+parts[2][1:], parts[1], func(p *world.Property) answer {
		field, members := list(p)
		return paged(r, field, members)
	})
}

// ofProperty answers a method about one property, if the caller may see it.
func (s *Server) ofProperty(r *http.Request, method, id string, describe func(*world.Property) answer) answer {
	grant, problem := s.caller(r, AdminAPI, adminService+method)
	if problem != nil {
		return refused(problem)
	}
	p, problem := s.adminProperty(grant, id)
	if problem != nil {
		return refused(problem)
	}
	return describe(p)
}

// adminProperty finds a property for the Admin API, which words a refusal in its own way.
func (s *Server) adminProperty(grant oauth.Grant, id string) (*world.Property, *wire.Error) {
	p, ok := s.world.Property(id)
	if !ok || !mayRead(grant, p) {
		return nil, wire.NewError(http.StatusForbidden, "The caller does not have permission")
	}
	return p, nil
}

// summaries lists the account with the properties that the caller may see.
func (s *Server) summaries(r *http.Request) answer {
	grant, problem := s.caller(r, AdminAPI, adminService+"ListAccountSummaries")
	if problem != nil {
		return refused(problem)
	}
	var visible []*world.Property
	for _, p := range s.world.Properties {
		if mayRead(grant, p) {
			visible = append(visible, p)
		}
	}
	if visible == nil {
		return ok(struct{}{})
	}
	return paged(r, "accountSummaries", []any{admin.Summarize(s.world.Account, visible)})
}

// Pages of lists have 50 members unless the caller wants otherwise, and 200 at most.
const (
	defaultPage = 50
	maxPage     = 200
)

// paged returns the page of a list that the caller asks for.
func paged(r *http.Request, field string, members []any) answer {
	size := defaultPage
	if wanted, err := strconv.Atoi(r.URL.Query().Get("pageSize")); err == nil && wanted > 0 {
		size = min(wanted, maxPage)
	}
	from := 0
	if token := r.URL.Query().Get("pageToken"); token != "" {
		decoded, err := base64.RawURLEncoding.DecodeString(token)
		at, errNumber := strconv.Atoi(string(decoded))
		if err != nil || errNumber != nil || at < 0 || at > len(members) {
			return refused(wire.Invalid("The page token is invalid."))
		}
		from = at
	}
	to := min(from+size, len(members))
	page := map[string]any{}
	if from < to {
		page[field] = slices.Clone(members[from:to])
	}
	if to < len(members) {
		page["nextPageToken"] = base64.RawURLEncoding.EncodeToString([]byte(strconv.Itoa(to)))
	}
	return ok(page)
}
