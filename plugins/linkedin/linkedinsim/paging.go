package linkedinsim

import (
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"

	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/problem"
)

// defaultPage is how many elements a cursor page has unless asked otherwise.
const defaultPage = 100

// maxUnpaged is how many entities a search may match without paging.
const maxUnpaged = 1000

// cursor answers one page of entities. The token of the next page is opaque;
// the last page has none, and a page may be empty without being the last.
func (c *call) cursor(all []any, largest int) (any, error) {
	if !c.query.Has("pageSize") && !c.query.Has("pageToken") && len(all) > maxUnpaged {
		return nil, problem.BadRequest("Request would return too many entities")
	}
	size, err := c.number("pageSize", defaultPage)
	if err != nil || size < 1 || size > largest {
		return nil, problem.Invalid("pageSize")
	}
	offset, pause := 0, false
	if token := c.query.Text("pageToken"); c.query.Has("pageToken") {
		if offset, pause, err = c.openToken(token); err != nil {
			return nil, problem.Invalid("pageToken")
		}
	}
	end := min(offset+size, len(all))
	page := []any{}
	switch {
	case pause:
		end = offset
	case offset < len(all):
		page = append(page, all[offset:end]...)
	}
	metadata := object{}
	if end < len(all) {
		metadata["nextPageToken"] = c.sealToken(end, c.server.options.EmptyPages && offset == 0 && !pause)
	}
	return object{"elements": page, "metadata": metadata}, nil
}

// sealToken makes a token that is good for this listing alone. Pause asks for an
// empty page before the next elements.
func (c *call) sealToken(offset int, pause bool) string {
	return base64.URLEncoding.EncodeToString(fmt.Appendf(nil, "%s#%d#%t", strings.Join(c.path, "/"), offset, pause))
}

func (c *call) openToken(token string) (offset int, pause bool, err error) {
	raw, err := base64.URLEncoding.DecodeString(token)
	if err != nil {
		return 0, false, err
	}
	parts := strings.Split(string(raw), "#")
	if len(parts) != 3 || parts[0] != strings.Join(c.path, "/") {
		return 0, false, fmt.Errorf("open page token: it is of another listing")
	}
	offset, err = strconv.Atoi(parts[1])
	if err != nil || offset < 0 {
		return 0, false, fmt.Errorf("open page token: bad offset")
	}
	return offset, parts[2] == "true", nil
}

// indexPage answers the elements from start on. Total is -1 where LinkedIn does
// not count them, and absent where it is negative below that.
func (c *call) indexPage(all []any, defaultCount, total int) (any, error) {
	start, err := c.number("start", 0)
	if err != nil || start < 0 {
		return nil, problem.Invalid("start")
	}
	count, err := c.number("count", defaultCount)
	if err != nil || count < 1 || count > maxUnpaged {
		return nil, problem.Invalid("count")
	}
	page := []any{}
	end := min(start+count, len(all))
	if start < len(all) {
		page = append(page, all[start:end]...)
	}
	answer := indexed(page, start, count)
	paging := answer["paging"].(object)
	if end < len(all) {
		paging["links"] = []any{object{"type": "application/json", "rel": "next",
			"href": fmt.Sprintf("/rest/%s?start=%d&count=%d", strings.Join(c.path, "/"), end, count)}}
	}
	if total >= -1 {
		paging["total"] = total
	}
	return answer, nil
}

// number reads an integer parameter.
func (c *call) number(name string, otherwise int) (int, error) {
	if !c.query.Has(name) {
		return otherwise, nil
	}
	return strconv.Atoi(c.query.Text(name))
}
