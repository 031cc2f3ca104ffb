// Package linkedin is the connector for LinkedIn: what ads cost and brought, who saw
// them, how the company page does, and where the ads' links lead.
//
// What comes in: a `connector "linkedin"` block, a short-lived access token, and
// queries over its reports. What goes out: their rows, with what LinkedIn says, and
// does not say, of their quality, or what is wrong in words for the user. The work is
// done by the packages below it: advertiser reads the block, restli writes queries,
// platform asks LinkedIn, entities lists what an account holds, catalogue knows the
// names of the ad reports, analytics reads adAnalytics whole, and adreport, pagereport
// and linkreport answer, with what reporting holds for all of them.
//
// The connector only reads. It never sees a refresh token, and the application's
// secret only to have LinkedIn say what a token may do.
package linkedin
