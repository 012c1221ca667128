//go:build race

package vega

const race = true
