package facebooksim_test

import (
	"bufio"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/roictl/roictl/plugins/facebook/facebooksim"
)

// TestNodeSDK replays what Meta's own client, facebook-nodejs-business-sdk 24.0.1,
// sent to this simulator when it was driven by hand: every address and body as the
// SDK formed them, JSON bodies and following of paging.next included, with what it
// got. It had understood all of it: cursors both ways, the report in the
// background up to its rows, batches, and errors by their code. Its version was set
// to v26.0, since v24.0, which it brings, is refused as too old.
func TestNodeSDK(t *testing.T) {
	t.Parallel()
	g := start(t, facebooksim.Options{})
	file, err := os.Open(filepath.Join("testdata", "nodesdk.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	count := 0
	for ; lines.Scan(); count++ {
		var sent struct {
			Method, URL, Type, Body string
			Status                  int
			Rows, Code              *int
		}
		if err := json.Unmarshal(lines.Bytes(), &sent); err != nil {
			t.Fatal(err)
		}
		request, err := http.NewRequestWithContext(t.Context(), sent.Method, g.base+sent.URL, strings.NewReader(sent.Body))
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Content-Type", sent.Type)
		r := g.send(request)
		code, _ := r.code()
		if r.status != sent.Status || sent.Code != nil && code != *sent.Code || sent.Rows != nil && len(r.rows()) != *sent.Rows {
			t.Errorf("%s %s: %d, code %d, %d rows; recorded %s", sent.Method, sent.URL, r.status, code, len(r.rows()), lines.Text())
		}
	}
	if err := lines.Err(); err != nil || count < 30 {
		t.Errorf("replayed %d requests, error %v", count, err)
	}
}
