"""The GAN lab: a generator and a discriminator learn against each other on points in the plane."""
