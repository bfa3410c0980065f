"""Words: how characters are seen, how text is cut, what is counted, which articles use the same words."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(__name__, submod_attrs={
    "fold": ["close_up", "fold", "mend", "plain"],
    "script": ["simplify"],
    "segment": ["segment", "tokenize", "tag_word", "in_dictionary"],
    "lists": ["LEXICON", "STOPWORDS", "load_lexicon", "load_stopwords"],
    "numerals": ["read_number"],
    "counts": ["count_terms", "count_words", "rank_frequency", "TooLittle"],
    "concordance": ["concordance"],
    "keyness": ["keyness"],
    "dispersion": ["dispersion"],
    "collocations": ["collocations"],
    "new_words": ["find_new_words"],
    "matrix": ["term_matrix"],
    "weights": ["weigh_terms", "telling_terms", "similarity", "closest_pairs", "place_on_map"],
    "topics": ["latent", "link", "cluster"],
    "choice": ["choose_k", "best_k"],
    "validation": ["stability", "describe_clusters"],
})
