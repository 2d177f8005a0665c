"""torchvision._meta_registrations: shapes of its operators, which the stand-in knows already."""
