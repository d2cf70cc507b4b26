# After step 9, in a store: the working graph goes; the findings stay in their own. Runs once.

DROP SILENT GRAPH <https://w3id.org/delicta/machine/work>
