// Package graph holds the manners of Meta's Graph API that every endpoint of
// the simulator shares: the error envelope, cursors, time stamps and the text
// of numbers.
//
// What comes in: codes and positions. What goes out: bytes as Meta writes them.
// It must not know ads, Pages or tokens.
package graph
