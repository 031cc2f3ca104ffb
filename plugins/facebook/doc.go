// Package facebook is the connector for Facebook and Instagram: what ads cost and
// brought, what a Page and an Instagram account reached without paying, and where
// live ads lead to.
//
// What comes in: a `connector "facebook"` block, an access token, and queries over
// the reports ads, page, instagram, instagram_media and links. What goes out: rows,
// with what Meta says and what it keeps silent about, or what is wrong in words for
// the user. The work is done by the packages below it: account reads the block,
// catalogue knows the names, insights writes questions about ads and reads their
// rows, organic does so for Pages and Instagram, links finds the addresses of an
// ad, platform asks Meta, cells adds rows up.
//
// Meta answers with nothing, and no error, to much that it no longer supports. What
// is known of that is refused here, in words that name the replacement, and an
// answer that is all empty is only believed once access is proven.
//
// The connector only reads.
package facebook
