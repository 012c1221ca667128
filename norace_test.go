//go:build !race

package parley_test

const raceDetector = false
