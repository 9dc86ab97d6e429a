"""Large data sets: numbered chunks made by one or many processes, merged in their order into shards.

`chunks` makes a chunk, `executors` spreads the numbers over workers, `digests` remembers what was asked, `parts` says where
an example goes, `building` puts them together. What comes out depends on the job alone, never on who made which chunk when.
"""
