"""Tk parts that know no lab: looks, controls, panel, player, figure host."""
