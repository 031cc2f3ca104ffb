// Package fields reads Graph's parameter fields, such as
// "id,name,creative{id,url_tags}", and picks these fields from a node.
//
// What comes in: the parameter and a node with everything that is known of it.
// What goes out: what was asked for, or error 100 for a name that the node does
// not have. It must not know what nodes there are.
package fields
