package dev.spindle.coordinator.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"spindle " + (version == null ? "(not built as a jar)" : version)};
    }
}
