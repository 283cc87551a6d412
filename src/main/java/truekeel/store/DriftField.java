package truekeel.store;

/** One field that differs: its JSON Pointer, and both values as they are shown to people. */
public record DriftField(String path, String desired, String live) {}
