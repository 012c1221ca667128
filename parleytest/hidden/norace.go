//go:build !race

package hidden

// Race says whether the race detector is on: then tests that say the same many
// times over say it less often.
const Race = false
