package main

import (
	"testing"
	"time"
)

// Ten quick negotiations are done and two slow ones; of the slow scenario eight are left,
// and ten of one that has not begun and is nearly as big as the slow one.
func TestTheTimeLeftIsThatOfTheScenariosThatAreLeft(t *testing.T) {
	begun := time.Unix(0, 0)
	g := &gauge{all: 30, last: begun, legs: []leg{{first: 0, end: 10, outcomes: 10}, {first: 10, end: 20, outcomes: 1e6}, {first: 20, end: 30, outcomes: 5e5}}}
	g.measure(10, begun.Add(time.Second))
	g.measure(12, begun.Add(21*time.Second))
	if got := g.left(12); got < 179.9 || got > 180.1 { // 18 of 10 s each; 0.1: nanoseconds
		t.Errorf("%v s left, want 180", got)
	}
	g.measure(12, begun.Add(30*time.Second)) // nothing was done since
	if got := g.left(12); got < 179.9 || got > 180.1 {
		t.Errorf("%v s left, want 180", got)
	}
	if got := g.left(30); got != 0 {
		t.Errorf("%v s left of nothing", got)
	}
	resumed := &gauge{all: 20, before: 15, last: begun, legs: []leg{{first: 0, end: 10, outcomes: 10}, {first: 10, end: 20, outcomes: 20}}}
	resumed.measure(16, begun.Add(3*time.Second))
	if got := resumed.left(16); got < 11.9 || got > 12.1 {
		t.Errorf("resumed: %v s left, want 12", got)
	}
}
