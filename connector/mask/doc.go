// Package mask keeps secrets out of what a connector says, at both ends of the
// protocol: the SDK masks what leaves a connector, and a host masks what it logs
// of one that was not built with the SDK.
//
// A [Set] learns the secret values of a run; texts and log records pass through it
// on their way out. It knows neither where secrets come from nor who reads the
// output.
package mask
