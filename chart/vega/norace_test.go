//go:build !race

package vega

const race = false
