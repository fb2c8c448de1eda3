@echo off
chcp 936 >nul
title 卸载 绩效自评
if not exist "%~dp0files\setup.py" goto packed
call :find
if not defined JX_PYTHON goto nopython
"%JX_PYTHON%" -I "%~dp0files\setup.py" uninstall
if errorlevel 1 goto failed
echo.
pause
exit /b 0

@FIND@

:packed
echo 请先把安装包全部解压：右键点压缩包，选“全部解压缩”，再到解压出来的文件夹里双击“卸载.cmd”。
echo.
pause
exit /b 2

:nopython
echo 没有找到 Python，卸载程序运行不了。请找安装人员。
echo.
pause
exit /b 2

:failed
echo.
echo 卸载没有完成。请按上面的提示处理后，再双击“卸载.cmd”。
pause
exit /b 1
