// Package ga4 is the connector for Google Analytics 4: what visitors of a website
// or app did, and what it earned, by channel, tracking code and page.
//
// What comes in: a `connector "ga4"` block, a short-lived access token, and queries
// over the report "web". What goes out: rows of the core reports of one property,
// with what Google says of their quality, or what is wrong in words for the user.
// The work is done by the packages below it: property reads the block, catalogue
// knows the names, condition writes filters, request splits questions into
// requests, platform asks Google, quality reads what it says of its figures, cells
// joins the parts of an answer.
//
// The connector only reads. It never sees a key or a refresh token.
package ga4
