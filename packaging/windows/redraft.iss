; Inno Setup recipe. Not tried: see README.md in this folder.
[Setup]
AppId={{6B1B6D0E-6B0B-4C52-9B7E-6C8B0B6F3E51}
AppName=Redraft
AppVersion=0.1.0
DefaultDirName={autopf}\Redraft
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
OutputBaseFilename=redraft-setup
LicenseFile=..\..\LICENSE

UninstallDisplayIcon={app}\redraft-window.exe
ChangesAssociations=yes

[Files]
Source: "..\..\dist\redraft\*"; DestDir: "{app}"; Flags: recursesubdirs

[Icons]
Name: "{autoprograms}\Redraft"; Filename: "{app}\redraft-window.exe"

; "Open with" offers Redraft for texts; nothing becomes the default.
[Registry]
Root: HKA; Subkey: "Software\Classes\Applications\redraft-window.exe\shell\open\command"; ValueType: string; ValueData: """{app}\redraft-window.exe"" --open ""%1"""; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Applications\redraft-window.exe\SupportedTypes"; ValueType: string; ValueName: ".txt"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\redraft-window.exe\SupportedTypes"; ValueType: string; ValueName: ".md"; ValueData: ""
