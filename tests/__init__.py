"""Tests of nianbao; they mirror ``toolkit`` package by package, with tests of the whole beside them."""
