package problem_test

import (
	"net/http/httptest"
	"testing"

	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/problem"
)

// TestBodies holds the envelopes that public reports quote.
func TestBodies(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		problem *problem.Problem
		status  int
		body    string
	}{
		{problem.VersionInactive("202502"), 426, `{"status":426,"code":"NONEXISTENT_VERSION","message":"Requested version 20250201 is not active"}`},
		{problem.VersionInactive("20250201"), 426, `{"status":426,"code":"NONEXISTENT_VERSION","message":"Requested version 20250201 is not active"}`},
		{problem.Denied("partnerApiAdAccounts.GET.20260701"), 403, `{"status":403,"serviceErrorCode":100,"code":"ACCESS_DENIED","message":"Not enough permissions to access: partnerApiAdAccounts.GET.20260701"}`},
		{problem.Throttled("APPLICATION_AND_MEMBER", "DAY"), 429, `{"status":429,"serviceErrorCode":101,"code":"TOO_MANY_REQUESTS","message":"Resource level throttle APPLICATION_AND_MEMBER DAY limit for calls to this resource is reached."}`},
		{problem.Required("account"), 400, `{"status":400,"message":"Parameter 'account' is required"}`},
		{problem.Invalid("timeIntervals"), 400, `{"status":400,"message":"Parameter 'timeIntervals' is invalid"}`},
		{problem.Field("pivots", "FIELD_INVALID", "no"), 400, `{"status":400,"code":"MULTIPLE_VALIDATIONS_FAILED","message":"Multiple errors occurred during the input validation. Please see errorDetails for more information.","errorDetailType":"com.linkedin.common.error.BadRequest","errorDetails":{"inputErrors":[{"code":"FIELD_INVALID","description":"no","input":{"inputPath":{"fieldPath":"pivots"}}}]}}`},
		{problem.RevokedToken(), 401, `{"status":401,"serviceErrorCode":65601,"code":"REVOKED_ACCESS_TOKEN","message":"The token used in the request has been revoked by the user"}`},
	} {
		w := httptest.NewRecorder()
		tt.problem.Write(w)
		if w.Code != tt.status || w.Body.String() != tt.body || w.Header().Get("Content-Type") != "application/json" {
			t.Errorf("%d %s, want %d %s", w.Code, w.Body, tt.status, tt.body)
		}
	}
}
