package platform

import (
	"context"
	"fmt"
	"net/http"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/linkedin/restli"
)

// List reads all pages of a listing that goes on by tokens (LinkedIn Marketing API,
// "Pagination": cursor-based), element by element. It ends where no token comes, and
// not where a page is short or empty.
func List[T any](ctx context.Context, c *Client, path string, query restli.Query, method string) ([]T, *Problem) {
	var all []T
	seen := make(map[string]bool)
	asked := query
	for {
		var page struct {
			Elements []T `json:"elements"`
			Metadata struct {
				NextPageToken string `json:"nextPageToken"`
			} `json:"metadata"`
		}
		if problem := c.Get(ctx, path, asked, method, &page); problem != nil {
			return nil, problem
		}
		all = append(all, page.Elements...)
		next := page.Metadata.NextPageToken
		if next == "" {
			return all, nil
		}
		if seen[next] {
			d := connector.NewError(connector.CodePlatform, "LinkedIn's list has no end", fmt.Sprintf("The list %s leads back to a page that was read already.", path))
			d.Hint, d.Retryable = "Try again later.", true
			return nil, &Problem{Diagnostic: d, Status: http.StatusOK}
		}
		seen[next] = true
		asked = query.With("pageToken", restli.Text(next))
	}
}

// indexPage is how many elements are asked for at a time where pages are counted.
const indexPage = 100

// ListByIndex reads all pages of a listing whose pages are counted (start and
// count). Totals are not to be relied on: they are absent or -1 at times.
func ListByIndex[T any](ctx context.Context, c *Client, path string, query restli.Query) ([]T, *Problem) {
	var all []T
	for {
		var page struct {
			Elements []T `json:"elements"`
		}
		asked := query.With("start", restli.Int(int64(len(all)))).With("count", restli.Int(indexPage))
		if problem := c.Get(ctx, path, asked, "", &page); problem != nil {
			return nil, problem
		}
		all = append(all, page.Elements...)
		if len(page.Elements) < indexPage {
			return all, nil
		}
	}
}
