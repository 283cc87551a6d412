package truekeel.schema;

/** What a document of a kind speaks of. */
public enum Scope {
    /** All tenants together. */
    FLEET,
    /** One tenant as a whole. */
    TENANT,
    /** One object within a tenant. */
    RESOURCE
}
