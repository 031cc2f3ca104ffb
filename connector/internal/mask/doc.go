// Package mask keeps secrets out of what a connector says. A [Set] learns the
// secret values of a run; texts and log records pass through it on their way
// out. It knows neither where secrets come from nor who reads the output.
package mask
