// Package world is what there is to know behind Meta's API: ad accounts with
// campaigns, ad sets, ads and creatives, a Page, an Instagram account, and what
// happened to each of them on each day.
//
// What comes in: a seed and a size. What goes out: objects, and facts that are
// computed when they are asked for, the same ones every time: the delivery of an
// ad on a day ([Ad.Delivery]), the conversions that followed ([Ad.Conversions]),
// and how both fall into breakdowns ([Split]). A [Moment] says when one looks, since
// Meta's figures restate for 28 days: conversions arrive late, and spend and
// impressions of the last three days shrink by up to one percent.
//
// [World.Truth] adds facts up by brute force with exact fractions. It is what a
// client's figures are compared with.
//
// This package must not know HTTP, JSON, fields or paging.
package world
