"""Words of the demonstration: what ministries talk about, in which halls, on what grounds. All invented."""
