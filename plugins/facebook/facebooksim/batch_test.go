package facebooksim_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/roictl/roictl/plugins/facebook/facebooksim"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/fault"
)

// TestBatch: answers in the order of the requests, bodies as texts, errors inside,
// null for what was not executed.
func TestBatch(t *testing.T) {
	t.Parallel()
	g := start(t, facebooksim.Options{})
	g.Inject(fault.Match{Path: "act_1003"}, fault.Fault{Null: true})
	r := g.do(http.MethodPost, g.Tokens().SystemUser, "/v26.0/", "include_headers", "true", "batch", `[
		{"method":"GET","relative_url":"act_1001?fields=name,currency"},
		{"method":"GET","relative_url":"nothing"},
		{"method":"GET","relative_url":"act_1003"},
		{"method":"GET","relative_url":"/v25.0/act_1005/insights?fields=spend&time_range=%7B%22since%22%3A%222026-04-01%22%2C%22until%22%3A%222026-04-30%22%7D"},
		{"method":"POST","relative_url":"act_1005/insights","body":"level=ad&fields=spend"},
		{"method":"GET","relative_url":"333000000000001/insights?metric=page_media_view&access_token=`+g.Tokens().Page+`"}]`)
	var results []*struct {
		Code    int
		Headers []struct{ Name, Value string }
		Body    string
	}
	if err := json.Unmarshal([]byte(r.text), &results); err != nil || r.status != http.StatusOK || len(results) != 6 {
		t.Fatalf("%d %s: %v", r.status, r.text, err)
	}
	if results[2] != nil {
		t.Errorf("what was not executed is %v", results[2])
	}
	for i, want := range map[int]struct {
		code int
		says string
	}{
		0: {200, `"currency":"EUR"`}, 1: {400, `"error_subcode":33`}, 3: {200, `"spend":"28.5"`}, 4: {200, `"report_run_id"`}, 5: {200, `"page_media_view"`},
	} {
		if got := results[i]; got.Code != want.code || !strings.Contains(got.Body, want.says) {
			t.Errorf("part %d: %d %s, want %d with %s", i, got.Code, got.Body, want.code, want.says)
		}
	}
	headers := ""
	for _, h := range results[0].Headers {
		headers += h.Name + " "
	}
	if !strings.Contains(headers, "X-Business-Use-Case-Usage") {
		t.Errorf("the inner headers are %s", headers)
	}
	if got := len(g.Requests()); got != 7 {
		t.Errorf("the ledger has %d requests, want each part and the batch", got)
	}
}

func TestBatchOf51(t *testing.T) {
	t.Parallel()
	g := start(t, facebooksim.Options{})
	part := `{"method":"GET","relative_url":"act_1001"}`
	for parts, want := range map[int]int{50: http.StatusOK, 51: http.StatusBadRequest} {
		r := g.do(http.MethodPost, g.Tokens().SystemUser, "/v26.0/", "batch", "["+strings.Repeat(part+",", parts-1)+part+"]")
		if r.status != want {
			t.Errorf("%d parts: %d", parts, r.status)
		}
	}
}

// TestBatchHasOneProof: the parts of a batch are covered by its proof.
func TestBatchHasOneProof(t *testing.T) {
	t.Parallel()
	g := start(t, facebooksim.Options{RequireProof: true})
	const batch = `[{"method":"GET","relative_url":"act_1001"}]`
	if r := g.do(http.MethodPost, g.Tokens().SystemUser, "/v26.0/", "batch", batch); r.status != http.StatusBadRequest {
		t.Errorf("without a proof: %s", r.text)
	}
	if r := g.do(http.MethodPost, g.Tokens().SystemUser, "/v26.0/", "batch", batch, "appsecret_proof", proofOf(g.Tokens().AppSecret, g.Tokens().SystemUser)); !strings.Contains(r.text, `"code":200`) {
		t.Errorf("with the batch's proof: %s", r.text)
	}
}
