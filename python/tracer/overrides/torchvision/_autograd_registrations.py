"""torchvision._autograd_registrations: derivatives of its operators, which a network that is run forward does not need."""
